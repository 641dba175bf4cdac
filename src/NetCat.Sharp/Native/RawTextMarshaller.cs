using System;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Native;

/// <summary>Passes a string to the C library as the original bytes (<see cref="RawText"/>), terminated by a NUL.</summary>
[CustomMarshaller(typeof(string), MarshalMode.ManagedToUnmanagedIn, typeof(RawTextMarshaller))]
internal static unsafe class RawTextMarshaller
{
    /// <summary>Memory from the C library's allocator, for <see cref="Free"/>; null for null.</summary>
    public static byte* ConvertToUnmanaged(string? text)
    {
        if (text is null)
        {
            return null;
        }

        byte[] bytes = RawText.Encode(text);
        byte* copy = (byte*)NativeMemory.Alloc((nuint)bytes.Length + 1);
        bytes.AsSpan().CopyTo(new Span<byte>(copy, bytes.Length));
        copy[bytes.Length] = 0;
        return copy;
    }

    public static void Free(byte* copy) => NativeMemory.Free(copy);
}
