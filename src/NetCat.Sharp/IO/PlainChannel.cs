using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>A descriptor that is read with read(2) and written with write(2). Its kind is looked up once for all relays that use it.</summary>
/// <param name="descriptor">The descriptor; its owner closes it.</param>
/// <param name="kind">The kind of file that the descriptor refers to.</param>
/// <param name="isNonBlocking">Whether O_NONBLOCK is set. Descriptors that the process inherited keep their flags.</param>
internal sealed class PlainChannel(int descriptor, DescriptorKind kind, bool isNonBlocking = false) : Channel
{
    /// <summary>A channel for a descriptor whose kind is looked up with fstat(2).</summary>
    /// <returns>Null if the descriptor is below zero.</returns>
    internal static PlainChannel? Of(int descriptor) => descriptor < 0 ? null : new PlainChannel(descriptor, Libc.KindOf(descriptor));

    /// <summary>A channel for a non-blocking socket.</summary>
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
