"""The matrix of control: what is asked (rows) of which organisations (columns), a page of each."""

from metodsovet.ground.assignments.queries.matrix.cells import Cell, Matrix, MatrixColumn, MatrixRow, matrix_of
from metodsovet.ground.assignments.queries.matrix.grounds import MatrixFilter, MatrixGround, Place, ground_of

__all__ = [
    "Cell",
    "Matrix",
    "MatrixColumn",
    "MatrixFilter",
    "MatrixGround",
    "MatrixRow",
    "Place",
    "ground_of",
    "matrix_of",
]
