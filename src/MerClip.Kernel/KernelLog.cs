namespace MerClip.Kernel;

/// <summary>
/// The kernel's own notes, on the standard error that the process was started with: the server's terminal, never a cell.
/// </summary>
static class KernelLog
{
    static readonly TextWriter Error = TextWriter.Synchronized(
        new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });

    public static void Write(string line) => Error.WriteLine($"[kernel {Environment.ProcessId}] {line}");
}
