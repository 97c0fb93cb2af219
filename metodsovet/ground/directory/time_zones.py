"""The eleven zones of Russia, west to east."""

TIME_ZONES = (
    ("Europe/Kaliningrad", "Калининград, Москва −1"),
    ("Europe/Moscow", "Москва"),
    ("Europe/Samara", "Самара, Москва +1"),
    ("Asia/Yekaterinburg", "Екатеринбург, Москва +2"),
    ("Asia/Omsk", "Омск, Москва +3"),
    ("Asia/Krasnoyarsk", "Красноярск, Москва +4"),
    ("Asia/Irkutsk", "Иркутск, Москва +5"),
    ("Asia/Yakutsk", "Якутск, Москва +6"),
    ("Asia/Vladivostok", "Владивосток, Москва +7"),
    ("Asia/Magadan", "Магадан, Москва +8"),
    ("Asia/Kamchatka", "Камчатка, Москва +9"),
)
