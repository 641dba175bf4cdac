using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>A descriptor and what is behind it: asked once, and then good for every relay that uses it.</summary>
/// <param name="descriptor">-1 where there is none.</param>
/// <param name="kind">What is behind it.</param>
internal readonly struct KnownDescriptor(int descriptor, DescriptorKind kind)
{
    internal static KnownDescriptor None => new(-1, DescriptorKind.Other);

    internal int Number => descriptor;

    internal DescriptorKind Kind => kind;

    internal static KnownDescriptor Of(int descriptor) => new(descriptor, Libc.KindOf(descriptor));
}
