namespace MerClip.Encoders.Words;

/// <summary>Lets a dictionary of words in UTF-8 be asked with a piece of a buffer, without making a string of it.</summary>
sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] word) => GetHashCode(word.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> word)
    {
        HashCode hash = new();
        hash.AddBytes(word);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
