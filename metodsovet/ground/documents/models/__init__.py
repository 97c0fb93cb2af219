from metodsovet.ground.documents.models.acts import Act

__all__ = ["Act"]
