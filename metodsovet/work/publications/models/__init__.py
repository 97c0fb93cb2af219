from metodsovet.work.publications.models.posts import Feed, FeedMark, Post, PostEdition

__all__ = ["Feed", "FeedMark", "Post", "PostEdition"]
