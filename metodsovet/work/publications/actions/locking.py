from metodsovet.work.publications.models import Post


def held(post: Post) -> Post:
    """The row for this transaction, with its community and author."""
    rows = Post.objects.select_for_update(of=("self",)).select_related("community__organisation", "author", "parent")
    return rows.get(pk=post.pk)
