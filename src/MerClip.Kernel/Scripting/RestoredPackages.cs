namespace MerClip.Kernel.Scripting;

/// <summary>What a restore found for this system: assemblies to compile against and to run, and a folder of native libraries.</summary>
sealed record RestoredPackages(
    IReadOnlyList<string> Names, IReadOnlyList<string> CompileAssemblies, IReadOnlyList<string> RuntimeAssemblies, string NativeFolder);
