"""Words that mean the same matter, in Thai and English: whoever types one finds them all.

Counted on real reports, the official word alone finds 29 % of the street lights, 6 % of the
vendors, 64 % of the footpaths. Misspellings people really use stand beside the right spelling.
English words stand in the singular; search folds plurals. Matters are recognised when a text is
indexed: after a change here, texts indexed before know nothing of it until they are indexed anew.
"""

from __future__ import annotations

from typing import Final

# fmt: off
MATTERS: Final[dict[str, tuple[str, ...]]] = {
    # roads, footpaths, bridges
    "road": ("ถนน", "road", "street"),
    "pothole": ("หลุม", "หลุมบ่อ", "ถนนพัง", "ถนนชำรุด", "ถนนเสีย",
                "pothole", "pot hole", "damaged road"),
    "footpath": ("ทางเท้า", "ฟุตบาท", "ฟุตบาธ", "ฟุตปาธ", "ฟุตพาท", "ฟุทบาท", "บาทวิถี",
                 "footpath", "foot path", "pavement", "sidewalk"),
    "bridge": ("สะพาน", "bridge"),
    "footbridge": ("สะพานลอย", "footbridge", "foot bridge", "pedestrian bridge", "overpass"),
    "crossing": ("ทางม้าลาย", "zebra crossing", "crosswalk", "pedestrian crossing"),
    "bump": ("ลูกระนาด", "เนินชะลอความเร็ว", "เนินชลอความเร็ว", "speed bump", "speed hump"),
    # lights, power, signals
    "streetlight": ("ไฟส่องสว่าง", "ไฟฟ้าส่องสว่าง", "ไฟสาธารณะ", "ไฟฟ้าสาธารณะ", "ไฟถนน",
                    "ไฟทาง", "ไฟดับ", "แสงสว่าง", "หลอดไฟ", "โคมไฟ", "streetlight",
                    "street light", "streetlamp", "street lamp", "lamp", "lamp post", "lighting"),
    "cable": ("สายไฟ", "สายสื่อสาร", "สายเคเบิล", "สายโทรศัพท์", "cable", "wire", "power line"),
    "pole": ("เสาไฟ", "เสาไฟฟ้า", "power pole", "utility pole", "electric pole"),
    "signal": ("สัญญาณไฟ", "ไฟจราจร", "ไฟแดง", "ไฟเขียวไฟแดง", "traffic light", "traffic signal"),
    "traffic": ("จราจร", "รถติด", "traffic", "traffic jam"),
    # water
    "flood": ("น้ำท่วม", "น้ำขัง", "ท่วมขัง", "น้ำรอระบาย", "flood", "flooding", "flooded"),
    "drain": ("ท่อระบายน้ำ", "ทางระบายน้ำ", "รางระบายน้ำ", "ฝาท่อ", "ท่อน้ำ", "ท่อตัน",
              "drain", "drainage", "sewer", "manhole", "gutter"),
    "wastewater": ("น้ำเสีย", "น้ำเน่า", "waste water", "wastewater", "sewage"),
    "tapwater": ("น้ำประปา", "ประปา", "tap water", "water supply"),
    "canal": ("คลอง", "คูน้ำ", "canal"),
    # cleanliness, health, nuisance
    "garbage": ("ขยะ", "มูลฝอย", "garbage", "trash", "rubbish", "waste", "litter"),
    "smell": ("เหม็น", "กลิ่นเหม็น", "ส่งกลิ่น", "กลิ่น",
              "smell", "smelly", "odour", "odor", "stink", "stench"),
    "noise": ("เสียงดัง", "เสียงรบกวน", "ส่งเสียง", "noise", "noisy", "loud"),
    "smoke": ("ควัน", "smoke"),
    "burning": ("เผา", "burn", "burning"),
    "dust": ("ฝุ่น", "pm2.5", "dust", "dusty"),
    "mosquito": ("ยุง", "ลูกน้ำ", "mosquito"),
    "rat": ("หนู", "rat"),
    "toilet": ("ห้องน้ำ", "ห้องสุขา", "สุขา", "ส้วม", "toilet", "restroom"),
    # animals, trees, parks
    "dog": ("หมา", "สุนัข", "dog"),
    "cat": ("แมว", "cat"),
    "stray": ("จรจัด", "stray"),
    "snake": ("งู", "snake"),
    "tree": ("ต้นไม้", "กิ่งไม้", "tree", "branch"),
    "grass": ("หญ้า", "วัชพืช", "grass", "weed"),
    "park": ("สวนสาธารณะ", "สวนหย่อม", "park"),
    "playground": ("สนามเด็กเล่น", "playground"),
    # traders, encroachment, vehicles, building
    "vendor": ("หาบเร่", "แผงลอย", "ขายของ", "รถเข็น", "ตั้งขาย", "vendor", "hawker", "stall"),
    "obstruction": ("กีดขวาง", "รุกล้ำ", "obstruction", "obstruct", "encroachment"),
    "motorcycle": ("มอเตอร์ไซ", "มอไซ", "มอเตอไซ", "จักรยานยนต์", "จยย", "วิน",
                   "motorcycle", "motorbike"),
    "parking": ("จอดรถ", "จอดขวาง", "parking"),
    "construction": ("ก่อสร้าง", "construction"),
    "market": ("ตลาด", "market"),
    "sign": ("ป้าย", "sign", "billboard"),
    "busstop": ("ป้ายรถเมล์", "ศาลาที่พัก", "ศาลารอรถ", "bus stop", "bus shelter"),
    # safety, people, services
    "cctv": ("กล้องวงจรปิด", "วงจรปิด", "cctv"),
    "accident": ("อุบัติเหตุ", "accident"),
    "fire": ("ไฟไหม้", "เพลิงไหม้", "อัคคีภัย", "fire"),
    "storm": ("พายุ", "วาตภัย", "storm"),
    "homeless": ("คนไร้บ้าน", "คนเร่ร่อน", "คนไร้ที่พึ่ง", "homeless"),
    "elderly": ("ผู้สูงอายุ", "คนชรา", "คนแก่", "elderly"),
    "allowance": ("เบี้ยยังชีพ", "allowance"),
    "tax": ("ภาษี", "tax"),
    "school": ("โรงเรียน", "school"),
    "temple": ("วัด", "temple"),
}
"""What a matter is called; its key is a token of the index and never shown."""

OTHER_WORDS: Final[tuple[str, ...]] = (
    "หมาย", "กฎหมาย", "พยุง", "จังหวัด", "วัดระดับ", "วัดค่า", "วัดผล", "ตรวจวัด", "ชี้วัด", "ไข้หวัด",
    "หวัด", "ภาษีเจริญ", "เผาะ", "วินัย", "กวิน", "นาวิน", "เหตุวิน", "ลูกน้ำเค็ม", "หลุมศพ",
)
"""Words that hold one of the words above by accident and mean something else."""
# fmt: on
