import type { PictureFile } from "../../core/picture.ts";
import { largestPicture, recognizePicture } from "../../render/recognize-picture.ts";
import { pathBelow } from "../workspace/folders.ts";
import { readBytes } from "../workspace/read-source.ts";
import { sha256 } from "../workspace/sha256.ts";

/** Reads a picture that a tally's text names: a file below the tally's folder and nowhere else, be it by a link. */
export function readPicture(tally: string, name: string): PictureFile {
  const path = pathBelow(tally, name);
  if (path === undefined) return outside;
  const { value: bytes, diagnostics } = readBytes(path, largestPicture);
  if (bytes) return recognizePicture(bytes, sha256);
  const message = diagnostics[0]?.message ?? { zh: "无法读取", en: "cannot be read" };
  return {
    fault: {
      message: { zh: `无法使用：${message.zh}`, en: `cannot be used: ${message.en}` },
      help: {
        zh: "图片放在填报所在的文件夹里，核对文件名（连同“.png”等扩展名）；不要图片的，删去这一行",
        en: "put the picture into the folder of the tally and check its name with its extension (.png); or delete the line",
      },
    },
  };
}

/** SHA-256 of the file a name stands for, usable or not; undefined where nothing can be read. */
export function pictureHash(tally: string, name: string): string | undefined {
  const path = pathBelow(tally, name);
  const bytes = path === undefined ? undefined : readBytes(path, largestPicture).value;
  return bytes && sha256(bytes);
}

const outside: PictureFile = {
  fault: {
    message: { zh: "不在填报所在的文件夹里", en: "is not in the folder of the tally" },
    help: {
      zh: "把图片复制到填报旁边，只写文件名，如 ![说明](图.png)；网上的图片先下载，“..”、绝对路径和指到外面的链接都不行",
      en: "copy the picture beside the tally and write its name, as in ![caption](chart.png); nothing is fetched from the web, and neither .. nor absolute paths nor links out are followed",
    },
  },
};
