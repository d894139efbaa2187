//! Draws every icon from one picture. The results are committed, so only whoever changes the picture needs rsvg-convert.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::{places, program, steps};

/// Sizes of single pictures, by name.
const PICTURES: [(u32, &str); 7] =
    [(16, "16x16"), (32, "32x32"), (48, "48x48"), (64, "64x64"), (128, "128x128"), (256, "128x128@2x"), (512, "icon")];
/// Sizes inside the Windows icon.
const ICO: [u32; 5] = [16, 32, 48, 64, 256];
/// Sizes inside the macOS icon, with the types Apple gave them.
const ICNS: [(u32, [u8; 4]); 5] = [(16, *b"icp4"), (32, *b"icp5"), (128, *b"ic07"), (256, *b"ic08"), (512, *b"ic09")];

/// Draws all icons.
pub fn icons() -> Result<(), Error> {
    steps::step("icons", || {
        let folder = places::root().join("icons");
        for (size, name) in PICTURES {
            keep(&folder.join(format!("{name}.png")), &draw(&folder, size)?)?;
        }
        keep(&folder.join("icon.ico"), &ico(&folder)?)?;
        keep(&folder.join("icon.icns"), &icns(&folder)?)
    })
}

fn keep(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    fs::write(path, bytes).map_err(Error::file(path))
}

fn draw(folder: &Path, size: u32) -> Result<Vec<u8>, Error> {
    let mut command = Command::new("rsvg-convert");
    command.args(["--width", &size.to_string(), "--height", &size.to_string()]).arg(folder.join("bough.svg"));
    let output = command.output().map_err(|error| program::missing(&command, error))?;
    if output.status.success() { Ok(output.stdout) } else { Err(Error::Failed { what: "rsvg-convert".into(), log: None }) }
}

/// A directory of pictures, then the pictures, which may be PNG since Windows Vista. A side of 256 is written as 0.
fn ico(folder: &Path) -> Result<Vec<u8>, Error> {
    let pictures = ICO.iter().map(|&size| draw(folder, size)).collect::<Result<Vec<_>, _>>()?;
    let mut file = vec![0, 0, 1, 0, u8::try_from(ICO.len()).expect("a handful"), 0];
    let mut offset = 6 + 16 * ICO.len();
    for (size, picture) in ICO.iter().zip(&pictures) {
        let side = u8::try_from(*size).unwrap_or(0);
        file.extend([side, side, 0, 0, 1, 0, 32, 0]);
        file.extend(word(picture.len()).to_le_bytes());
        file.extend(word(offset).to_le_bytes());
        offset += picture.len();
    }
    file.extend(pictures.concat());
    Ok(file)
}

/// Chunks of a type, a length that counts its own eight bytes, and a PNG; the whole is such a chunk itself.
fn icns(folder: &Path) -> Result<Vec<u8>, Error> {
    let mut chunks = Vec::new();
    for (size, kind) in ICNS {
        chunks.extend(chunk(kind, &draw(folder, size)?));
    }
    Ok(chunk(*b"icns", &chunks))
}

fn chunk(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = kind.to_vec();
    chunk.extend(word(content.len() + 8).to_be_bytes());
    chunk.extend(content);
    chunk
}

fn word(size: usize) -> u32 {
    u32::try_from(size).expect("an icon is small")
}
