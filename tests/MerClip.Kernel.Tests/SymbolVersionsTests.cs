using MerClip.Kernel.Scripting;

namespace MerClip.Kernel.Tests;

public class SymbolVersionsTests
{
    [Fact]
    public void Weakens_a_version_that_a_library_needs_and_no_other()
    {
        Assert.SkipUnless(File.Exists("/usr/lib/x86_64-linux-gnu/libstdc++.so.6"), "no 64-bit Linux system library here");
        byte[] elf = File.ReadAllBytes("/usr/lib/x86_64-linux-gnu/libstdc++.so.6"), before = [.. elf];
        Assert.False(SymbolVersions.Weaken(elf, "NO_SUCH_VERSION"));
        Assert.Equal(before, elf);
        Assert.True(SymbolVersions.Weaken(elf, "GLIBC_2.2.5"));
        Assert.InRange(elf.Zip(before).Count(p => p.First != p.Second), 1, 10);
        Assert.False(SymbolVersions.Weaken(elf, "GLIBC_2.2.5")); // done already
    }

    [Fact]
    public void Leaves_other_files_alone() => Assert.False(SymbolVersions.Weaken([1, 2, 3], "GLIBCXX_3.4.32"));
}
