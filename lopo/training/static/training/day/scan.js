// Read codes with the camera where the browser can; a code held still is told once.
"use strict";
self.lopoScan = (() => {
  const EVERY = 180; // milliseconds
  const QUIET = 3000; // milliseconds in which the same code is not told again

  const canRead = async () => {
    if (!("BarcodeDetector" in self) || !navigator.mediaDevices?.getUserMedia) return false;
    return (await self.BarcodeDetector.getSupportedFormats()).includes("qr_code");
  };

  // Start the camera in ``video``; tells each code to ``onCode``. Gives back how to stop; throws without a camera.
  async function start(video, onCode) {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    const detector = new self.BarcodeDetector({ formats: ["qr_code"] });
    let going = true;
    let last = { text: "", at: 0 };
    video.srcObject = stream;
    await video.play();
    const look = async () => {
      if (!going) return;
      const codes = await detector.detect(video).catch(() => []);
      for (const { rawValue } of codes) {
        const now = Date.now();
        if (rawValue === last.text && now - last.at < QUIET) {
          last.at = now;
          continue;
        }
        last = { text: rawValue, at: now };
        navigator.vibrate?.(80);
        await onCode(rawValue);
      }
      setTimeout(look, EVERY);
    };
    look();
    return () => {
      going = false;
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    };
  }

  return { canRead, start };
})();
