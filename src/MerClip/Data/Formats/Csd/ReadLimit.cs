namespace MerClip.Data.Formats.Csd;

/// <summary>A stream that can be read a limited number of times over: addresses in a damaged file may lead in circles, and
/// every round of a circle reads something.</summary>
sealed class ReadLimit(Stream stream) : Stream
{
    const long Rounds = 64, Slack = 1 << 26;

    long left = Rounds * stream.Length + Slack;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = stream.Read(buffer);
        // A read at the end counts too.
        if ((left -= Math.Max(1, read)) < 0) throw new InvalidDataException("addresses lead in circles");
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }
}
