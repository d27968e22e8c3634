using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MerClip.Media;

/// <summary>A RIFF WAVE file, as far as it can be read without ffmpeg.</summary>
/// <remarks>Source: the specification of Microsoft and IBM, 1991, with WAVE_FORMAT_EXTENSIBLE of 2001.</remarks>
sealed class WavFile
{
    const int Pcm = 1, Extensible = 0xFFFE;
    const uint Endless = 0x7FFF0000; // programs that write into a pipe state sizes from here on, or 0

    readonly string path;
    readonly long start, length; // of the samples, in bytes

    WavFile(string path, ReadOnlySpan<byte> format, long start, long length)
    {
        (this.path, this.start, this.length) = (path, start, length);
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format), channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        int rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]), bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        int bytesPerSecond = BinaryPrimitives.ReadInt32LittleEndian(format[8..]);
        if (tag == Extensible && format.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        IsDirect = (tag, channels, rate, bits) == (Pcm, 1, AudioReader.SampleRate, 16);
        Seconds = IsDirect ? length / 2 / (double)rate : length / (double)Math.Max(1, bytesPerSecond);
    }

    /// <summary>Whether the samples are those that <see cref="AudioReader"/> gives.</summary>
    public bool IsDirect { get; }

    /// <summary>How long the sound is.</summary>
    public double Seconds { get; }

    /// <summary>Opens a file; null if it is no WAV, or one that only ffmpeg may understand.</summary>
    /// <exception cref="InputException">It cannot be opened, or lacks samples that it says it has.</exception>
    public static WavFile? Open(string path)
    {
        using var stream = InputFile.Open(path);
        Span<byte> header = stackalloc byte[12];
        if (stream.ReadAtLeast(header, 12, throwOnEndOfStream: false) < 12) return null;
        if (!header[..4].SequenceEqual("RIFF"u8) || !header[8..].SequenceEqual("WAVE"u8)) return null;
        Span<byte> format = stackalloc byte[40];
        int formatLength = 0;
        while (stream.ReadAtLeast(header[..8], 8, throwOnEndOfStream: false) == 8)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            long left = stream.Length - stream.Position;
            if (header[..4].SequenceEqual("data"u8))
            {
                if (formatLength < 16) return null;
                if (size is 0 or >= Endless) size = (uint)Math.Min(left, uint.MaxValue);
                if (size > left)
                    throw new InputException($"{path} is cut short: {left:N0} of {size:N0} bytes of sound are there; copy it again");
                return new WavFile(path, format[..formatLength], stream.Position, size);
            }
            long next = stream.Position + size + size % 2;
            if (header[..4].SequenceEqual("fmt "u8))
                formatLength = stream.ReadAtLeast(format[..(int)Math.Min(size, 40)], (int)Math.Min(size, 40), throwOnEndOfStream: false);
            if (next > stream.Length) return null;
            stream.Position = next;
        }
        return null;
    }

    /// <summary>The samples of a direct file; 32,768 becomes 1, as in ffmpeg.</summary>
    public float[] Samples()
    {
        using var stream = InputFile.Open(path);
        stream.Position = start;
        short[] numbers = new short[length / 2];
        stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return Array.ConvertAll(numbers, n => n / 32768f);
    }
}
