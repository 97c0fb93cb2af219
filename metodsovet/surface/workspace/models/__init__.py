from metodsovet.surface.workspace.models.demo_builds import DemoBuild

__all__ = ["DemoBuild"]
