from metodsovet.ground.access.models.action_records import ActionRecord
from metodsovet.ground.access.models.form_keys import FormKey
from metodsovet.ground.access.models.guesses import Guess
from metodsovet.ground.access.models.recovery_codes import RecoveryCode
from metodsovet.ground.access.models.row_changes import RowChange
from metodsovet.ground.access.models.sessions import Session
from metodsovet.ground.access.models.users import User

__all__ = ["ActionRecord", "FormKey", "Guess", "RecoveryCode", "RowChange", "Session", "User"]
