using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security;
using System.Text.Json.Nodes;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// Restores NuGet packages with the SDK, all that the notebook has asked for together, so that they agree on versions.
/// A restore of exact versions is kept and not made again.
/// </summary>
sealed class PackageRestore
{
    static readonly string Target = $"net{Environment.Version.Major}.{Environment.Version.Minor}";

    readonly SortedDictionary<string, string> packages = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> sources = [];

    /// <summary>Adds a package source for the restores that follow.</summary>
    public void AddSource(string source) => sources.Add(source);

    /// <summary>Restores one more package; its version is "*" where the notebook gives none.</summary>
    public RestoredPackages Add(string name, string version, CancellationToken cancel)
    {
        string? before = packages.GetValueOrDefault(name);
        packages[name] = version;
        try
        {
            return Restore(cancel);
        }
        catch
        {
            if (before is null) packages.Remove(name);
            else packages[name] = before;
            throw;
        }
    }

    RestoredPackages Restore(CancellationToken cancel)
    {
        string project = Project();
        string folder = CacheFolder.For("packages", project + RuntimeInformation.RuntimeIdentifier);
        string kept = Path.Combine(folder, "restored.json"); // NuGet's own file is there after a failed restore too
        bool exact = packages.Values.All(v => !v.Contains('*'));
        if (!exact || Read(kept, folder) is not { } packagesFound)
        {
            // Concurrent kernels may restore the same set: one at a time.
            using var gate = Lock(Path.Combine(folder, "lock"), cancel);
            string file = Path.Combine(folder, "notebook.csproj");
            File.WriteAllText(file, project);
            string? error = RunRestore(file, cancel);
            if (error is null) File.Copy(Path.Combine(folder, "obj", "project.assets.json"), kept, overwrite: true);
            else if (exact || !File.Exists(kept)) throw new CellException(error); // else: offline, with what there was
            packagesFound = Read(kept, folder) ?? throw new CellException("the restored packages have files missing");
        }
        return packagesFound;
    }

    string Project()
    {
        var references = packages.Select(p =>
            $"""<PackageReference Include="{SecurityElement.Escape(p.Key)}" Version="{SecurityElement.Escape(p.Value)}" />""");
        // The empty imports keep a Directory.Build.props above the cache out of this.
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{Target}</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
                <RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(';', sources))}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references)}
              </ItemGroup>
            </Project>
            """;
    }

    static FileStream Lock(string path, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }

    /// <summary>Runs the SDK's restore; the error lines, or null.</summary>
    static string? RunRestore(string project, CancellationToken cancel)
    {
        string dotnet = Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet";
        var start = new ProcessStartInfo(dotnet, ["restore", project, "--nologo", "--verbosity", "quiet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(project),
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // no build server outlives the kernel
        using var process = Process.Start(start) ?? throw new CellException("dotnet could not be started");
        using var stop = cancel.Register(() => process.Kill(entireProcessTree: true));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancel.ThrowIfCancellationRequested();
        if (process.ExitCode == 0) return null;
        var lines = (output + errors.Result).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(l => l.Contains("error")).Select(l => l[(l.IndexOf("error", StringComparison.Ordinal))..].Split(" [")[0]).Distinct();
        return string.Join('\n', lines.DefaultIfEmpty($"dotnet restore failed: {output}".TrimEnd()));
    }

    /// <summary>Reads a restore's result; null where there is none, or where a file of it has gone.</summary>
    static RestoredPackages? Read(string assetsPath, string folder)
    {
        if (!File.Exists(assetsPath)) return null;
        var assets = JsonNode.Parse(File.ReadAllBytes(assetsPath))!;
        string[] roots = [.. assets["packageFolders"]!.AsObject().Select(f => f.Key)];
        var target = assets["targets"]!.AsObject().First(t => t.Key.Contains('/')).Value!.AsObject();
        List<string> names = [], compile = [], runtime = [], native = [];
        foreach (var (id, library) in target)
        {
            names.Add(id.Replace('/', ' '));
            string path = (string)assets["libraries"]![id]!["path"]!;
            void Collect(string group, List<string> into) => into.AddRange((library![group]?.AsObject() ?? [])
                .Select(f => f.Key).Where(f => Path.GetFileName(f) != "_._")
                .Select(f => roots.Select(r => Path.Combine(r, path, f)).FirstOrDefault(File.Exists) ?? ""));
            Collect("compile", compile);
            Collect("runtime", runtime);
            Collect("native", native);
        }
        if (compile.Concat(runtime).Concat(native).Contains("")) return null;
        return new RestoredPackages(names, compile.FindAll(f => f.EndsWith(".dll")), runtime.FindAll(f => f.EndsWith(".dll")),
            LinkNatives(native, Path.Combine(folder, "native")));
    }

    /// <summary>Native libraries of several packages look for each other in their own folder: give them one.</summary>
    static string LinkNatives(List<string> files, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in files)
        {
            string link = Path.Combine(folder, Path.GetFileName(file));
            if (File.Exists(link)) continue;
            if (OperatingSystem.IsWindows()) File.Copy(file, link);
            else File.CreateSymbolicLink(link, file);
        }
        return folder;
    }
}
