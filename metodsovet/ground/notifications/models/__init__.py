from metodsovet.ground.notifications.models.notices import Notice

__all__ = ["Notice"]
