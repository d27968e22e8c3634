using System.Runtime.InteropServices;
using MerClip.Kernel;
using MerClip.Kernel.Messaging;
using MerClip.Kernel.Protocol;
using MerClip.Kernel.Scripting;

if (args.Length == 0 || args[0].StartsWith('-'))
{
    Console.Error.WriteLine("error: usage: MerClip.Kernel CONNECTION_FILE [--preload LIBRARY.dll]...");
    return 2;
}
try
{
    var file = ConnectionFile.Load(args[0]);
    ParentWatch.Start();
    var session = new NotebookSession();
    var server = new KernelServer(file, args[0], session);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = true;
        server.Interrupt();
    });
    for (int i = 1; i + 1 < args.Length; i += 2)
        if (args[i] == "--preload") session.Libraries.Preload(Path.GetFullPath(args[i + 1]));
    _ = Task.Run(session.WarmUp);
    await server.RunAsync();
    ProcessEnd.Exit(0);
    return 0;
}
catch (Exception e) when (e is InvalidDataException or IOException or System.Net.Sockets.SocketException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}
