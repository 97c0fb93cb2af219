from metodsovet.work.publications.models.posts import Feed, Post, PostEdition

__all__ = ["Feed", "Post", "PostEdition"]
