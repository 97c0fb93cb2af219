"""From what was read out of a file to the parts of a draft: each as the register lets it be meant, with the reason."""
