"""Photos of a jar as a phone might take them, drawn by code: sharp, blurred, dark, far and so on."""

import io
import random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

SIDE = 1200


def a_jar(side=SIDE, ground="#f2efe8", fill=0.62, middle=(0.5, 0.5)):
    """A jar with a label full of letters on a plain ground; ``fill`` is its height as a share of the side."""
    picture = Image.new("RGB", (side, side), ground)
    draw = ImageDraw.Draw(picture)
    high, wide = side * fill, side * fill * 0.62
    left, top = side * middle[0] - wide / 2, side * middle[1] - high / 2
    draw.rounded_rectangle((left, top, left + wide, top + high), wide / 8, fill="#9a3324")
    draw.rectangle((left, top, left + wide, top + high * 0.12), fill="#3b2a20")
    draw.rectangle((left, top + high * 0.35, left + wide, top + high * 0.8), fill="#f3e3b3")
    step = max(3, high * 0.03)
    lines = int(high * 0.4 / step)
    for line in range(lines):
        y = top + high * 0.37 + line * step
        for letter in range(int(wide / step) - 1):
            if (letter * 7 + line * 3) % 5:
                x = left + step / 2 + letter * step
                draw.rectangle((x, y, x + step * 0.55, y + step * 0.6), fill="#29386b")
    return picture


def blurred():
    return a_jar().filter(ImageFilter.GaussianBlur(9))


def dark():
    return ImageEnhance.Brightness(a_jar()).enhance(0.25)


def burnt():
    return ImageEnhance.Brightness(a_jar()).enhance(3.2)


def tiny():
    return a_jar(side=360)


def busy(seed=7):
    """A jar before a shelf full of things."""
    picture, chance = a_jar(), random.Random(seed)
    back = Image.new("RGB", picture.size, "#d8d2c4")
    draw = ImageDraw.Draw(back)
    for _thing in range(1500):
        x, y = chance.randrange(SIDE), chance.randrange(SIDE)
        size = chance.randrange(10, 60)
        draw.rectangle((x, y, x + size, y + size), fill=tuple(chance.randrange(256) for _ in range(3)))
    jar = picture.crop((300, 200, 900, 1000))
    back.paste(jar, (300, 200))
    return back


def far():
    return a_jar(fill=0.2)


def cut_off():
    return a_jar(fill=1.08)


def aside():
    return a_jar(fill=0.4, middle=(0.22, 0.5))


def shadowed():
    """One side of the ground lies in the shade."""
    picture = a_jar()
    shade = (
        Image.linear_gradient("L")
        .rotate(90)
        .resize(picture.size)
        .point(lambda level: 80 + level * 175 // 255)
    )
    return Image.composite(picture, Image.new("RGB", picture.size, "black"), shade)


def jpeg(picture, **how):
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=88, **how)
    return content.getvalue()
