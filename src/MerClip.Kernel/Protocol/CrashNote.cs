namespace MerClip.Kernel.Protocol;

/// <summary>
/// Remembers across processes that a cell was running. If the process dies in it, by a crash in native code, Jupyter
/// starts a new one for the same connection file, and that finds the note and tells the user.
/// </summary>
sealed class CrashNote
{
    readonly string path;

    public CrashNote(string connectionFile)
    {
        path = Path.Combine(CacheFolder.For("running", Path.GetFullPath(connectionFile)), "cell");
        try
        {
            Found = $"The kernel process died while it ran {File.ReadAllText(path)} (native code crashed, or memory ran out). "
                + "A new one has started: all variables are gone.\n";
        }
        catch (FileNotFoundException)
        {
            // the ordinary case
        }
        Clear();
    }

    /// <summary>What to tell the user of the process before this one; null where there is nothing to tell.</summary>
    public string? Found { get; private set; }

    public void Told() => Found = null;

    public void Enter(int cell) => File.WriteAllText(path, $"cell [{cell}]");

    public void Clear() => File.Delete(path);
}
