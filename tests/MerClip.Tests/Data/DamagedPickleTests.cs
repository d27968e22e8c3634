using MerClip.Data;
using MerClip.Data.Pickle;

namespace MerClip.Tests.Data;

/// <summary>Good files cut off or with bytes changed: an <see cref="InputException"/> or a value, and nothing else.</summary>
public class DamagedPickleTests
{
    [Theory]
    [InlineData("unaligned.p2.pkl", 97)]
    [InlineData("unaligned.p4.pkl", 97)]
    [InlineData("unaligned.p5.pkl", 97)]
    [InlineData("plain.p0.pkl", 7)]
    [InlineData("large.p0.pkl", 1000)]
    [InlineData("large.p4.pkl", 1000)]
    public void A_file_cut_off_anywhere_is_refused(string file, int step) =>
        CutEverywhere(File.ReadAllBytes(Fixtures.Committed("pickles", file)), step);

    [Fact]
    public void The_real_file_cut_off_anywhere_is_refused() =>
        CutEverywhere(File.ReadAllBytes(Fixtures.Shared("data", "mosi", "mosi_text_audio.pkl")), 1000);

    [Theory]
    [InlineData("unaligned.p2.pkl")]
    [InlineData("unaligned.p4.pkl")]
    [InlineData("unaligned.p5.pkl")]
    [InlineData("objects.p4.pkl")]
    [InlineData("plain.p0.pkl")]
    [InlineData("plain.p4.pkl")]
    [InlineData("arrays.p1.pkl")]
    public void Changed_bytes_let_nothing_but_an_InputException_escape(string file)
    {
        byte[] original = File.ReadAllBytes(Fixtures.Committed("pickles", file));
        Random random = new(file.Length);
        int refused = 0;
        for (int round = 0; round < 1500; round++)
        {
            byte[] changed = [.. original];
            for (int i = random.Next(1, 6); i > 0; i--) Change(changed, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                MmsaReader.Read(PickleReader.Read(new MemoryStream(changed), "changed"), "changed");
            }
            catch (InputException e)
            {
                refused++;
                Assert.DoesNotContain(e.Message, char.IsControl);
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (2 << 20) + 120L * changed.Length);
        }
        Assert.True(refused > 0);
    }

    // Bytes that mean something to the reader find more than random ones do.
    static void Change(byte[] bytes, Random random)
    {
        ReadOnlySpan<byte> telling = [0, 1, 0x7F, 0x80, 0xFF, (byte)'(', (byte)'.', (byte)'R', (byte)'b', (byte)'t', (byte)'h', 0x93, 0x8E];
        int position = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0: bytes[position] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[position] = (byte)random.Next(256); break;
            case 2: bytes[position] = telling[random.Next(telling.Length)]; break;
            default:
                int length = random.Next(1, Math.Min(32, bytes.Length - position + 1));
                bytes.AsSpan(random.Next(bytes.Length - length), length).CopyTo(bytes.AsSpan(position, length));
                break;
        }
    }

    static void CutEverywhere(byte[] bytes, int step)
    {
        for (int length = 0; length < bytes.Length; length += step)
        {
            MemoryStream cut = new(bytes, 0, length);
            long before = GC.GetAllocatedBytesForCurrentThread();
            string message = Assert.Throws<InputException>(() => PickleReader.Read(cut, "cut")).Message;
            Assert.Contains("damaged or incomplete", message);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (1 << 20) + 8L * bytes.Length);
        }
    }
}
