using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>A descriptor as it is: read(2) and write(2). Its kind is looked up once and serves every relay that uses it.</summary>
/// <param name="descriptor">Stays its owner's to close.</param>
/// <param name="kind">What is behind it.</param>
/// <param name="isNonBlocking">O_NONBLOCK is set; descriptors that the process was started with keep the flags they have.</param>
internal sealed class PlainChannel(int descriptor, DescriptorKind kind, bool isNonBlocking = false) : Channel
{
    /// <summary>A descriptor of unknown kind, looked up with fstat(2).</summary>
    /// <returns>Null where the descriptor is below zero.</returns>
    internal static PlainChannel? Of(int descriptor) => descriptor < 0 ? null : new PlainChannel(descriptor, Libc.KindOf(descriptor));

    /// <summary>A non-blocking socket.</summary>
    internal static PlainChannel OfSocket(int socket) => new(socket, DescriptorKind.Other, isNonBlocking: true);

    /// <inheritdoc/>
    internal override int Descriptor => descriptor;

    /// <inheritdoc/>
    internal override DescriptorKind Kind => kind;

    /// <inheritdoc/>
    internal override bool IsPlain => true;

    /// <inheritdoc/>
    internal override bool IsNonBlocking => isNonBlocking;

    /// <inheritdoc/>
    internal override int Read(Span<byte> into) => Libc.Read(descriptor, into);

    /// <inheritdoc/>
    internal override int Write(ReadOnlySpan<byte> from) => Libc.Write(descriptor, from);

    /// <inheritdoc/>
    internal override int FinishSending() => Libc.Shutdown(descriptor, Constants.SHUT_WR);

    /// <inheritdoc/>
    internal override void StopReceiving() => _ = Libc.Shutdown(descriptor, Constants.SHUT_RD);
}
