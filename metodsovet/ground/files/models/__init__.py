from metodsovet.ground.files.models.stored_files import StoredFile

__all__ = ["StoredFile"]
