//! Differences of single files: lines, the whole text around them, and pictures.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imagesize::ImageType;

use crate::Core;
use crate::api::changes::{FileDiff, Picture};
use crate::api::{GetFileDiff, GetFilePicture, GetFileText};
use crate::fault::Fault;
use crate::views::changes as views;

/// Bytes of a picture that are handed to the window.
const PICTURE: u64 = 8 << 20;
/// Pixels of it: a few bytes can say that they are a picture of gigabytes.
const PIXELS: usize = 50_000_000;

pub(crate) async fn get_file_diff(core: &Core, arguments: GetFileDiff) -> Result<FileDiff, Fault> {
    core.blocking(move |core| {
        let path = views::bytes(&arguments.path);
        let between = views::between(arguments.between);
        let reading = git::Reading { all: arguments.all, ignore_spaces: arguments.ignore_spaces };
        Ok(views::file_diff(core.opened(arguments.id)?.file_diff(&path, between, reading)?))
    })
    .await
}

pub(crate) async fn get_file_text(core: &Core, arguments: GetFileText) -> Result<Option<String>, Fault> {
    core.blocking(move |core| {
        let path = views::bytes(&arguments.path);
        let (between, end) = (views::between(arguments.between), views::end(arguments.end));
        Ok(core.opened(arguments.id)?.file_text(&path, &between, end, &arguments.revision)?)
    })
    .await
}

pub(crate) async fn get_file_picture(core: &Core, arguments: GetFilePicture) -> Result<Option<Picture>, Fault> {
    core.blocking(move |core| {
        let path = views::bytes(&arguments.path);
        let (between, end) = (views::between(arguments.between), views::end(arguments.end));
        let bytes = core.opened(arguments.id)?.file_bytes(&path, &between, end, &arguments.revision, PICTURE)?;
        Ok(bytes.as_deref().and_then(picture))
    })
    .await
}

/// Only pictures made of pixels. What the bytes say counts, not the name.
fn picture(bytes: &[u8]) -> Option<Picture> {
    let kind = match imagesize::image_type(bytes).ok()? {
        ImageType::Png => "png",
        ImageType::Jpeg => "jpeg",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        _ => return None,
    };
    let size = imagesize::blob_size(bytes).ok()?;
    if size.width.checked_mul(size.height).is_none_or(|pixels| pixels == 0 || pixels > PIXELS) {
        return None;
    }
    Some(Picture {
        url: format!("data:image/{kind};base64,{}", STANDARD.encode(bytes)),
        width: u32::try_from(size.width).ok()?,
        height: u32::try_from(size.height).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a PNG.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn only_pictures_that_can_be_shown_are() {
        let shown = picture(&png(16, 9)).expect("a picture");
        assert_eq!((shown.width, shown.height), (16, 9));
        assert!(shown.url.starts_with("data:image/png;base64,iVBORw0KGgo"), "{}", shown.url);
        assert_eq!(picture(&png(100_000, 100_000)), None, "a picture of 40 GB");
        assert_eq!(picture(&png(0, 9)), None);
        assert_eq!(picture(b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><script/></svg>"), None);
        assert_eq!(picture(b"text"), None);
        assert_eq!(picture(b""), None);
    }
}
