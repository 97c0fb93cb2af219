"""Who comes in and what he did: user, login, the door of every view, history of actions, one-time keys of forms."""
