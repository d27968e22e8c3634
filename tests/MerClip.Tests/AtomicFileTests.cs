namespace MerClip.Tests;

public sealed class AtomicFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void WritesAndReplaces()
    {
        AtomicFile.WriteText(folder["a.txt"], "first, and longer");
        AtomicFile.WriteText(folder["a.txt"], "sécond\n");
        Assert.Equal("sécond\n"u8.ToArray(), File.ReadAllBytes(folder["a.txt"]));
        Assert.Equal(["a.txt"], folder.Files);
    }

    [Fact]
    public void MakesTheFolder()
    {
        string path = folder[Path.Combine("seed-0", "state", "a.txt")];
        AtomicFile.WriteText(path, "x");
        Assert.Equal("x", File.ReadAllText(path));
    }

    [Fact]
    public void FailureKeepsTheOldContentAndLeavesNothing()
    {
        AtomicFile.WriteText(folder["a.txt"], "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["a.txt"], stream =>
        {
            stream.Write("new"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(folder["a.txt"]));
        Assert.Equal(["a.txt"], folder.Files);
    }

    [Fact]
    public void OldContentIsThereWhileTheNewIsWritten()
    {
        AtomicFile.WriteText(folder["a.txt"], "old");
        AtomicFile.Write(folder["a.txt"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(folder["a.txt"]));
        });
        Assert.Equal("new", File.ReadAllText(folder["a.txt"]));
    }

    [Fact]
    public void WhatAKilledRunLeftIsOverwritten()
    {
        File.WriteAllText(folder["a.txt.tmp"], "half of a much longer file");
        AtomicFile.WriteText(folder["a.txt"], "new");
        Assert.Equal("new", File.ReadAllText(folder["a.txt"]));
        Assert.Equal(["a.txt"], folder.Files);
    }

    [Fact]
    public void ASecondWriterIsRefusedAndDoesNoHarm()
    {
        AtomicFile.Write(folder["a.txt"], stream =>
        {
            Assert.Throws<IOException>(() => AtomicFile.WriteText(folder["a.txt"], "second"));
            stream.Write("first"u8);
        });
        Assert.Equal("first", File.ReadAllText(folder["a.txt"]));
    }
}
