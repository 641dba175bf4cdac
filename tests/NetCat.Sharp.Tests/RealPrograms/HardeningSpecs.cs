using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The installed programs are position-independent, with full RELRO and, where the machine has them, packed relocations.</summary>
public sealed class HardeningSpecs
{
    [NativeTheory]
    [InlineData("nc")]
    [InlineData("nclab")]
    public void It_is_position_independent_and_read_only_after_relocation(string program)
    {
        ElfFile file = new(Installed(program));
        Assert.Equal(ElfFile.Dynamic, file.Type);
        Assert.Equal(ElfFile.Pie, file.Entries[ElfFile.Flags1] & ElfFile.Pie);
        Assert.Contains(ElfFile.RelroSegment, file.Segments);
        Assert.Equal(ElfFile.BindNow, file.Entries[ElfFile.Flags] & ElfFile.BindNow);
    }

    [NativeTheory("gcc")]
    [InlineData("nc")]
    [InlineData("nclab")]
    public async Task Its_relocations_are_packed_where_linker_and_libc_can(string program)
    {
        using Scratch scratch = new();
        const string Probe = "echo 'static int a; int *volatile b = &a; int main(void) { return *b; }' | gcc -pie -fPIE -Wl,-z,pack-relative-relocs -x c - -o probe 2>/dev/null && ./probe; echo $?";
        bool canPack = await Pipeline.Run(Probe, scratch) == "0\n"
            && new ElfFile(scratch.Path("probe")).Entries.ContainsKey(ElfFile.PackedRelocations);
        Assert.Equal(canPack, new ElfFile(Installed(program)).Entries.ContainsKey(ElfFile.PackedRelocations));
    }

    private static string Installed(string program)
        => program == "nc" ? NativeProgram.Path : Path.Combine(Path.GetDirectoryName(NativeProgram.Path) ?? throw new InvalidOperationException(), program);
}
