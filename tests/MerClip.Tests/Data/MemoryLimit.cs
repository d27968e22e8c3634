using MerClip.Data.Stored;

namespace MerClip.Tests.Data;

/// <summary>Lets data files be read as large ones are, as long as it lasts. Others that read meanwhile get the same numbers.</summary>
sealed class MemoryLimit : IDisposable
{
    readonly long before = StoredFile.MostInMemory;

    public MemoryLimit(long most = 0) => StoredFile.MostInMemory = most;

    public void Dispose() => StoredFile.MostInMemory = before;
}
