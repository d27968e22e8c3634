using System.Text.Json;
using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>Safetensors in several files, with an index that says which tensor is in which (<c>model.safetensors.index.json</c>).</summary>
public sealed class ShardedSafetensors : ITensorFile
{
    readonly string path;
    readonly Dictionary<string, Safetensors> files = [];
    readonly Dictionary<string, Safetensors> owners = [];

    /// <summary>Opens all files of an index.</summary>
    /// <param name="path">The index.</param>
    /// <exception cref="InputException">It is no index, a file is missing or damaged, or lacks a tensor that it should have.</exception>
    public ShardedSafetensors(string path)
    {
        this.path = path;
        try
        {
            foreach (var (name, file) in Index(path))
            {
                if (!files.TryGetValue(file, out var shard))
                    files[file] = shard = Safetensors.Open(Path.Combine(Path.GetDirectoryName(path)!, file));
                if (!shard.Names.Contains(name))
                    throw new InputException($"{path}: tensor '{InputException.Shown(name)}' should be in {file} and is not; download both again");
                owners[name] = shard;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
        Names = [.. owners.Keys];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public TensorInfo Info(string name) => Owner(name).Info(name);

    /// <inheritdoc/>
    public Tensor Read(string name) => Owner(name).Read(name);

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var file in files.Values) file.Dispose();
    }

    Safetensors Owner(string name) => owners.GetValueOrDefault(name)
        ?? throw new InputException($"{path} has no tensor '{name}'");

    static IEnumerable<KeyValuePair<string, string>> Index(string path)
    {
        InputException Broken(string what, Exception? cause = null) =>
            new($"{path}: {what}; it is no index of safetensors, download it again", cause);
        Dictionary<string, string> map;
        try
        {
            using var json = JsonDocument.Parse(InputFile.Read(path, File.ReadAllBytes));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("weight_map", out var entries))
                throw Broken("it has no weight_map");
            map = entries.Deserialize<Dictionary<string, string>>() ?? throw Broken("its weight_map is null");
        }
        catch (JsonException e)
        {
            throw Broken(e.Message, e);
        }
        foreach (string file in map.Values.Distinct())
            if (string.IsNullOrEmpty(file) || file != Path.GetFileName(file) || file.Contains('\\'))
                throw Broken($"it names '{InputException.Shown(file)}', which is no file beside it");
        return map;
    }
}
