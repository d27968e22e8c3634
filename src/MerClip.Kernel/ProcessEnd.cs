using System.Diagnostics;

namespace MerClip.Kernel;

/// <summary>Ends the process for certain: exit handlers of native libraries have been seen to hang.</summary>
static class ProcessEnd
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Exit(int code)
    {
        new Thread(() =>
        {
            Thread.Sleep(Patience);
            Process.GetCurrentProcess().Kill();
        }) { IsBackground = true }.Start();
        Environment.Exit(code);
    }
}
