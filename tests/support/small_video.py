"""A video of a second or so, recorded by the browser itself: no other encoder is at hand."""

from __future__ import annotations

import base64
from pathlib import Path

from browser import page_of
from playwright.sync_api import Browser

RECORDED = """async () => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 320, height: 180});
    const pen = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: 'video/webm'});
    const pieces = [];
    recorder.ondataavailable = ({data}) => pieces.push(data);
    const ended = new Promise(done => { recorder.onstop = done; });
    recorder.start();
    for (let frame = 0; frame < 25; frame += 1) {
        pen.fillStyle = `hsl(${12 * frame}, 60%, 40%)`;
        pen.fillRect(0, 0, 320, 180);
        await new Promise(drawn => setTimeout(drawn, 40));
    }
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
}"""


def small_video(browser: Browser, path: Path) -> Path:
    """Write a WebM file that changes its colour."""
    with page_of(browser, 320, 180) as page:
        path.write_bytes(base64.b64decode(page.evaluate(RECORDED)))
    return path
