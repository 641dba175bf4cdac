using System;

namespace NetCat.Sharp.IO;

/// <summary>The names that the C headers give to errno(3) and getaddrinfo(3) numbers. No locale translates them.</summary>
internal static class SystemErrorNames
{
    /// <summary>The names from 1 on; a dash marks a number that does not exist. One string, because most runs never need it.</summary>
    internal const string InOrder =
        "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST " +
        "EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM " +
        "ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG " +
        "EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR ENONET " +
        "ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG " +
        "ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE " +
        "EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE " +
        "EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN " +
        "ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL " +
        "EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD " +
        "ENOTRECOVERABLE ERFKILL EHWPOISON";

    /// <summary>The names from -1 down, as in netdb.h.</summary>
    internal const string OfResolver =
        "EAI_BADFLAGS EAI_NONAME EAI_AGAIN EAI_FAIL EAI_NODATA EAI_FAMILY EAI_SOCKTYPE EAI_SERVICE EAI_ADDRFAMILY EAI_MEMORY EAI_SYSTEM EAI_OVERFLOW";

    /// <summary>The name of an errno or, below zero, of an EAI_ code; empty if there is none.</summary>
    internal static string Of(int error)
    {
        ReadOnlySpan<char> names = error < 0 ? OfResolver : InOrder;
        int left = Math.Abs(error);
        foreach (Range range in names.Split(' '))
        {
            if (--left == 0)
            {
                return names[range] is "-" ? "" : names[range].ToString();
            }
        }

        return "";
    }
}
