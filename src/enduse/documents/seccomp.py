"""A system-call filter for the jail (Linux, x86-64 and aarch64): what is not on the list fails with "operation not permitted".

Written as classic BPF by ctypes (https://docs.kernel.org/userspace-api/seccomp_filter.html); the call numbers are those of the kernel's
``unistd`` tables. Allowed are computing, memory, time, reading what is open, and writing to the one pipe the parent listens to: no opening,
no sockets, no new processes or threads, no signals to others.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_KILL, _REFUSE, _ALLOW = 0x8000_0000, 0x0005_0000 | errno.EPERM, 0x7FFF_0000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data, little-endian
_X32 = 0x4000_0000

# read close fstat poll lseek mmap mprotect munmap brk sigaction sigprocmask sigreturn readv sched_yield mremap madvise nanosleep getpid
# exit gettimeofday getrusage sigaltstack gettid futex clock_gettime clock_nanosleep exit_group restart_syscall getrandom membarrier rseq
_CALLS: dict[str, tuple[int, int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000_003E,
        1,
        (0, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 19, 24, 25, 28, 35, 39, 60, 96, 98, 131, 186, 202, 228, 230, 231, 219, 318, 324, 334),
    ),
    "aarch64": (
        0xC000_00B7,
        64,
        (
            63,
            57,
            80,
            73,
            62,
            222,
            226,
            215,
            214,
            134,
            135,
            139,
            65,
            124,
            216,
            233,
            101,
            172,
            93,
            169,
            165,
            132,
            178,
            98,
            113,
            115,
            94,
            128,
            278,
            283,
            293,
        ),
    ),
}
"""Machine: (audit architecture, number of ``write``, numbers of the other allowed calls)."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def forbid_new_privileges() -> bool:
    """Set ``no_new_privs``, without which an ordinary user may not install a filter. False where the system has no such thing."""
    return sys.platform == "linux" and _prctl(_PR_SET_NO_NEW_PRIVS, 1, 0) == 0


def install(output: int) -> bool:
    """Install the filter for good; writing is allowed to the descriptor ``output`` only. False where the kernel refuses it."""
    if sys.platform != "linux" or platform.machine() not in _CALLS or sys.byteorder != "little":
        return False
    architecture, write, allowed = _CALLS[platform.machine()]
    code = _filter(architecture, write, allowed, output)
    program = _Program(len(code) // 8, code)
    return _prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(program)) == 0


def _filter(architecture: int, write: int, allowed: tuple[int, ...], output: int) -> bytes:
    count = len(allowed)
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, count + 1, 0, _X32),  # to "refuse": the x32 numbers would pass as others
        (_EQUAL, count + 1, 0, write),  # to the look at its descriptor
        *((_EQUAL, count - at + 2, 0, number) for at, number in enumerate(allowed)),  # to "allow"
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 0, 1, output),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _prctl(option: int, second: int, third: int) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = (ctypes.c_int, *(ctypes.c_ulong,) * 4)
    libc.prctl.restype = ctypes.c_int
    result: int = libc.prctl(option, second, third, 0, 0)
    return result
