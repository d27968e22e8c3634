using System.Runtime.InteropServices;

namespace MerClip.Kernel;

/// <summary>Ends the kernel when the process that started it has gone, however it went: a kernel must not be left behind.</summary>
static partial class ParentWatch
{
    public static void Start()
    {
        if (OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("JPY_PARENT_PID") is null) return;
        int parent = GetParent();
        new Thread(() =>
        {
            while (GetParent() == parent) Thread.Sleep(500);
            ProcessEnd.Exit(1);
        }) { IsBackground = true, Name = "parent watch" }.Start();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
