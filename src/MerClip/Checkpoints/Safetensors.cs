using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>A safetensors file, open for reading. Opening reads and checks the header only; each tensor is then read
/// from the file straight into its own memory, so that a checkpoint is never in memory twice.</summary>
/// <remarks>The format, and the checks, are those of huggingface/safetensors (<c>tensor.rs</c>): 8 bytes of header
/// length, a JSON header, then the tensors without gaps, row-major and little-endian. Plain reads are used rather than a
/// memory map because a file that shrinks while it is mapped kills the process.</remarks>
public sealed class Safetensors : ITensorFile
{
    const int LengthBytes = 8;
    const ulong MaxHeaderBytes = 100_000_000;

    readonly string path;
    readonly SafeFileHandle handle;
    readonly SafetensorsHeader header;
    readonly long dataStart;

    Safetensors(string path, SafeFileHandle handle)
    {
        this.path = path;
        this.handle = handle;

        long length = RandomAccess.GetLength(handle);
        if (length < LengthBytes) throw Damaged($"the file has {length} bytes, too few for a header");
        Span<byte> count = stackalloc byte[LengthBytes];
        ReadExactly(count, 0);
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(count);
        if (headerBytes > MaxHeaderBytes)
            throw Damaged($"the header would have {headerBytes} bytes, more than the {MaxHeaderBytes} allowed");
        dataStart = LengthBytes + (long)headerBytes;
        if (dataStart > length) throw Damaged($"the header should have {headerBytes} bytes but the file ends before");

        byte[] json = new byte[headerBytes];
        ReadExactly(json, LengthBytes);
        try
        {
            header = new(json, length - dataStart);
        }
        catch (FormatException e)
        {
            throw Damaged(e.Message);
        }
    }

    /// <summary>The names of the tensors, in the order of the file.</summary>
    public IReadOnlyList<string> Names => header.Tensors.Keys;

    /// <summary>The free text entries of the header (<c>__metadata__</c>); empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>Whether a file begins as safetensors do: a length, then an opening brace.</summary>
    /// <exception cref="InputException">There is no such file, or it cannot be read.</exception>
    public static bool Looks(string path)
    {
        using var stream = InputFile.Open(path);
        var head = new byte[LengthBytes + 1];
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head[^1] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(head) <= MaxHeaderBytes;
    }

    /// <summary>Opens a file and checks all of its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, it cannot be read, or it violates the format.</exception>
    public static Safetensors Open(string path)
    {
        // Delete is shared so that on Windows, too, a checkpoint can be replaced while it is being read.
        var handle = InputFile.Read(path, p => File.OpenHandle(p, share: FileShare.Read | FileShare.Delete));
        try
        {
            return new(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Writes tensors to a file, which appears whole or not at all (see <see cref="AtomicFile"/>). The bytes do
    /// not depend on the order of the dictionaries.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="tensors">What to write, by name: any shape and strides, on any device, of type float64, float32,
    /// float16, bfloat16, int64, int32, int16, int8, uint8 or bool.</param>
    /// <param name="metadata">Free text entries for the header.</param>
    /// <exception cref="ArgumentException">A tensor is of another type, or is called <c>__metadata__</c>.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        var writer = new SafetensorsWriter(tensors.Select(t => SafetensorsEntry.Of(t.Key, t.Value)), metadata);
        AtomicFile.Write(path, writer.Write);
    }

    /// <summary>What the header says of a tensor.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InputException">The file has no such tensor.</exception>
    public TensorInfo Info(string name) => header.Tensors.TryGetValue(name, out var info)
        ? info
        : throw new InputException($"{path} has no tensor '{name}'; `merclip inspect` lists those it has");

    /// <summary>Where a tensor begins, in bytes from the start of the file.</summary>
    internal long Position(TensorInfo info) => dataStart + info.Offset;

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>A new tensor on the CPU with the type and shape of the file; the caller disposes of it.</returns>
    /// <exception cref="InputException">The file has no such tensor, its type has no equivalent here, or the file
    /// changed after it was opened.</exception>
    public Tensor Read(string name)
    {
        var info = Info(name);
        var type = SafetensorsDtype.Named(info.Dtype)!.Type
            ?? throw new InputException($"{path}: tensor '{name}' is of type {info.Dtype}, which cannot be read; "
                + "convert it to F32, F16 or BF16");
        var tensor = empty(info.Shape.ToArray(), type, CPU);
        try
        {
            long at = Position(info);
            TensorBytes.ForEach(tensor, bytes =>
            {
                ReadExactly(bytes, at);
                at += bytes.Length;
            });
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file. Tensors that were read stay.</summary>
    public void Dispose() => handle.Dispose();

    void ReadExactly(Span<byte> buffer, long offset)
    {
        while (!buffer.IsEmpty)
        {
            int read = RandomAccess.Read(handle, buffer, offset);
            if (read == 0) throw Damaged("the file ends too soon");
            buffer = buffer[read..];
            offset += read;
        }
    }

    InputException Damaged(string what) =>
        new($"{path}: {what}; the file is damaged or not safetensors, write or download it again");
}
