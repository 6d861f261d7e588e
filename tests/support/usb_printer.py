"""A printer on USB: its brain behind a backend of pyusb, as libusb would be."""

from __future__ import annotations

import time
from array import array
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import usb.backend
from printer_brain import PrinterBrain
from usb.core import USBError, USBTimeoutError

VENDOR, PRODUCT = 0x04B8, 0x0202
OUT, IN = 0x01, 0x82
BULK = 2


@dataclass
class UsbPrinter(usb.backend.IBackend):  # type: ignore[misc]
    """One device with a printer interface; ``says`` waits to be read."""

    brain: PrinterBrain = field(default_factory=PrinterBrain)
    plugged: bool = True
    one_way: bool = False
    interface_class: int = 7
    driver: bool = True
    claimed: list[int] = field(default_factory=list)
    released: list[int] = field(default_factory=list)
    says: bytes = b""

    def enumerate_devices(self) -> Any:
        return iter([self] if self.plugged else [])

    def get_device_descriptor(self, dev: Any) -> Any:
        return SimpleNamespace(
            bLength=18,
            bDescriptorType=1,
            bcdUSB=0x200,
            bDeviceClass=0,
            bDeviceSubClass=0,
            bDeviceProtocol=0,
            bMaxPacketSize0=64,
            idVendor=VENDOR,
            idProduct=PRODUCT,
            bcdDevice=0x100,
            iManufacturer=0,
            iProduct=0,
            iSerialNumber=0,
            bNumConfigurations=1,
            address=1,
            bus=1,
            port_number=1,
            port_numbers=(1,),
            speed=2,
        )

    def get_configuration_descriptor(self, dev: Any, config: int) -> Any:
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=2,
            wTotalLength=32,
            bNumInterfaces=1,
            bConfigurationValue=1,
            iConfiguration=0,
            bmAttributes=0xC0,
            bMaxPower=1,
            extra_descriptors=[],
        )

    def get_interface_descriptor(self, dev: Any, intf: int, alt: int, config: int) -> Any:
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9,
            bDescriptorType=4,
            bInterfaceNumber=0,
            bAlternateSetting=0,
            bNumEndpoints=1 if self.one_way else 2,
            bInterfaceClass=self.interface_class,
            bInterfaceSubClass=1,
            bInterfaceProtocol=2,
            iInterface=0,
            extra_descriptors=[],
        )

    def get_endpoint_descriptor(self, dev: Any, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7,
            bDescriptorType=5,
            bEndpointAddress=(OUT, IN)[ep],
            bmAttributes=BULK,
            wMaxPacketSize=64,
            bInterval=0,
            bRefresh=0,
            bSynchAddress=0,
            extra_descriptors=[],
        )

    def open_device(self, dev: Any) -> Any:
        return self

    def close_device(self, dev_handle: Any) -> None:
        """Nothing to close."""

    def get_configuration(self, dev_handle: Any) -> int:
        return 1

    def set_configuration(self, dev_handle: Any, config_value: int) -> None:
        """There is only one."""

    def claim_interface(self, dev_handle: Any, intf: int) -> None:
        if self.driver:
            raise USBError("Resource busy", errno=16)
        self.claimed.append(intf)

    def release_interface(self, dev_handle: Any, intf: int) -> None:
        self.released.append(intf)

    def is_kernel_driver_active(self, dev_handle: Any, intf: int) -> bool:
        return self.driver

    def detach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.driver = False

    def bulk_write(self, dev_handle: Any, ep: int, intf: int, data: Any, timeout: int) -> int:
        assert ep == OUT
        self._there(timeout)
        if not self.brain.reads:
            time.sleep(timeout / 1000)
            raise USBTimeoutError("timed out", errno=110)
        self.says += self.brain.takes(bytes(data))
        return len(data)

    def bulk_read(self, dev_handle: Any, ep: int, intf: int, buff: Any, timeout: int) -> int:
        assert ep == IN
        self._there(timeout)
        if not self.says:
            time.sleep(timeout / 1000)
            raise USBTimeoutError("timed out", errno=110)
        said, self.says = self.says[: len(buff)], self.says[len(buff) :]
        buff[: len(said)] = array("B", said)
        return len(said)

    def _there(self, timeout: int) -> None:
        assert timeout > 0, "0 waits for ever"
        if not self.plugged:
            raise USBError("No such device", errno=19)
