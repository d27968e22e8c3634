using System.Globalization;
using MerClip.Checkpoints;
using MerClip.Encoders.Clip;
using MerClip.Runs;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>Prints what <c>merclip inspect</c> finds in a checkpoint of CLIP.</summary>
static class InspectClip
{
    /// <summary>Whether a path is likely one: a folder with a CLIP's config or a .pt file that is no run, or torch's file of CLIP's
    /// weights.</summary>
    public static bool Looks(string path)
    {
        if (Directory.Exists(path))
            return !File.Exists(new RunFolder(path).Manifest) && (File.Exists(Path.Combine(path, "config.json"))
                || File.Exists(Path.Combine(path, "open_clip_config.json")) || Directory.EnumerateFiles(path, "*.pt").Any());
        if (!TorchZip.Looks(path)) return false;
        using var file = TorchZip.Open(path);
        return file.Names.Any(n => n.EndsWith("visual.conv1.weight", StringComparison.Ordinal));
    }

    /// <summary>Prints sizes, types and what is missing.</summary>
    public static void Print(string path, IAnsiConsole console)
    {
        var clip = ClipModel.Inspect(path);
        var options = clip.Options;
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = false };
        table.AddColumns("what", "value");
        void Row(string name, string value) => table.AddRow(new Text(name), new Text(value));
        Row("weights", Path.GetFileName(clip.Weights));
        Row("layout", clip.Mode switch
        {
            ClipTokenizerMode.HuggingFace => "Hugging Face",
            ClipTokenizerMode.OpenClip => "open_clip",
            _ => "OpenAI",
        });
        Row("parameters", clip.Parameters.ToString("N0", CultureInfo.InvariantCulture));
        Row("stored as", string.Join(", ", clip.Types));
        Row("joint width", $"{options.Joint}");
        Row("text", $"{Tower(options.Text)}, {options.Vocabulary} tokens, {options.Positions} positions");
        Row("image", $"{Tower(options.Image)}, {options.ImageSize} x {options.ImageSize} pixels in patches of {options.PatchSize}");
        Row("vocabulary", Vocabulary(clip.Folder));
        console.Write(table);
    }

    static string Tower(ClipTowerOptions tower) => $"width {tower.Width}, {tower.Layers} layers of {tower.Heads} heads, "
        + (tower.Activation == ClipActivation.Gelu ? "GELU" : "QuickGELU");

    static string Vocabulary(string folder)
    {
        try
        {
            return $"{ClipVocabulary.Read(folder).Tokens.Count} tokens";
        }
        catch (InputException e)
        {
            return e.Message;
        }
    }
}
