"""Draws the demo's photo: a radiator, so that no picture of anybody's home is needed."""

from io import BytesIO

from PIL import Image, ImageDraw

WALL, METAL, EDGE, VALVE = "#d9d2c5", "#f4f2ec", "#b9b3a6", "#5a5f63"


def photo() -> bytes:
    """A JPEG of 1,200 by 900 pixels."""
    picture = Image.new("RGB", (1200, 900), WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 760, 1200, 900), fill="#a58f73")
    for rib in range(9):
        left = 220 + rib * 80
        draw.rounded_rectangle((left, 250, left + 60, 700), radius=24, fill=METAL, outline=EDGE)
    draw.rectangle((200, 300, 960, 318), fill=EDGE)
    draw.rectangle((200, 630, 960, 648), fill=EDGE)
    draw.ellipse((950, 600, 1040, 690), fill=VALVE, outline=EDGE, width=4)
    draw.line((995, 690, 995, 780), fill=EDGE, width=16)
    out = BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
