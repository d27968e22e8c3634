using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerClip.Runs;

/// <summary>How far a run is.</summary>
[JsonConverter(typeof(RunStatusConverter))]
public enum RunStatus
{
    /// <summary>Training, or stopped and waiting to be resumed.</summary>
    Running,

    /// <summary>All seeds are trained and scored.</summary>
    Done,

    /// <summary>Ended with an error, which <see cref="RunManifest.Error"/> tells.</summary>
    Failed,
}

sealed class RunStatusConverter() : JsonStringEnumConverter<RunStatus>(JsonNamingPolicy.CamelCase);

/// <summary>What <c>run.json</c> says: enough to repeat the run and to know whether the repetition is the same.</summary>
public sealed record RunManifest
{
    /// <summary>How far the run is.</summary>
    public RunStatus Status { get; init; } = RunStatus.Running;

    /// <summary>What went wrong, if it failed.</summary>
    public string? Error { get; init; }

    /// <summary>The command line that started it.</summary>
    public required string Command { get; init; }

    /// <summary>Every setting, defaults too.</summary>
    public required RunConfig Config { get; init; }

    /// <summary>SHA-256 of the data file, in hexadecimal.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Which encoders the run was made with, by hashes: see <see cref="RunEncoders.Identities"/>.</summary>
    public IReadOnlyDictionary<string, string> Encoders { get; init; } = new Dictionary<string, string>();

    /// <summary>Versions of what computed it.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The machine, its threads and its device.</summary>
    public required IReadOnlyDictionary<string, string> Machine { get; init; }

    /// <summary>When it began.</summary>
    public DateTime Started { get; init; } = DateTime.UtcNow;

    /// <summary>When it ended.</summary>
    public DateTime? Finished { get; init; }

    /// <summary>Reads <c>run.json</c>.</summary>
    /// <exception cref="InputException">There is none, or it is broken.</exception>
    public static RunManifest Read(RunFolder run)
    {
        try
        {
            return JsonSerializer.Deserialize<RunManifest>(File.ReadAllText(run.Manifest), ConfigFile.Json)
                ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{run.Path} is no run folder: it has no run.json; make one with merclip train", e);
        }
        catch (JsonException e)
        {
            throw new InputException($"{run.Manifest}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Writes <c>run.json</c> as a whole.</summary>
    public void Write(RunFolder run) =>
        AtomicFile.WriteText(run.Manifest, JsonSerializer.Serialize(this, ConfigFile.Json) + "\n");
}
