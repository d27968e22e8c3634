using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MerClip.Kernel.Display;
using MerClip.Kernel.Scripting;

namespace MerClip.Kernel.Magics;

/// <summary>
/// Runs the code of a file as if it stood in the cell: the whole of a .cs or .csx file, the C# cells of a notebook.
/// Paths in it are relative to it.
/// </summary>
sealed class Importer(NotebookSession session)
{
    readonly Stack<string> open = new();

    /// <summary>The folder that relative paths are relative to: the notebook's, or that of the file being imported.</summary>
    public string Folder => open.TryPeek(out string? file) ? Path.GetDirectoryName(file)! : Directory.GetCurrentDirectory();

    public void Run(string path, ICellOutput output, Interruption interruption)
    {
        if (open.Contains(path)) throw new CellException($"{path} imports itself");
        open.Push(path);
        try
        {
            foreach (string code in CodeOf(path)) session.RunParts(code, Path.GetFileName(path), output, interruption);
        }
        catch (CompileException e)
        {
            throw new CellException($"{path} does not compile:\n{e.Message}");
        }
        finally
        {
            open.Pop();
        }
    }

    static IEnumerable<string> CodeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".cs" or ".csx" => [File.ReadAllText(path)],
        ".dib" => DibCells(File.ReadAllText(path)),
        ".ipynb" => NotebookCells(path),
        var other => throw new CellException($"{path}: a {other} file cannot be imported, only .cs, .csx, .dib and .ipynb"),
    };

    /// <summary>A .dib file is its cells one after the other, each under a line with its language.</summary>
    static IEnumerable<string> DibCells(string text)
    {
        var cell = new StringBuilder();
        bool isCode = true, inMeta = false;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string word = line.Split(' ')[0].Trim();
            bool starts = word is "#!csharp" or "#!c#" or "#!markdown" or "#!md" or "#!html" or "#!javascript" or "#!js" or "#!meta"
                or "#!fsharp" or "#!pwsh" or "#!sql" or "#!kql" or "#!http" or "#!mermaid" or "#!value";
            if (starts)
            {
                if (isCode && cell.ToString().Trim().Length > 0) yield return cell.ToString();
                cell.Clear();
                isCode = word is "#!csharp" or "#!c#";
                inMeta = word == "#!meta";
            }
            else if (!inMeta) cell.Append(line).Append('\n');
        }
        if (isCode && cell.ToString().Trim().Length > 0) yield return cell.ToString();
    }

    static List<string> NotebookCells(string path)
    {
        try
        {
            var notebook = JsonNode.Parse(File.ReadAllBytes(path));
            return [.. notebook!["cells"]!.AsArray().Where(c => (string?)c!["cell_type"] == "code").Select(c => c!["source"] is JsonArray lines
                ? string.Concat(lines.Select(l => (string?)l)) : (string?)c["source"] ?? "")];
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new CellException($"{path}: not a notebook: {e.Message}");
        }
    }
}
