using MerClip.Kernel.Magics;
using MerClip.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace MerClip.Kernel.Language;

/// <summary>
/// The notebook as Roslyn's language services see it: each cell that was run, and the one being written on top of them.
/// It is brought up to date only when it is asked, so that running cells costs nothing here.
/// </summary>
sealed class CodeWorkspace
{
    readonly NotebookSession session;
    readonly AdhocWorkspace workspace = new(MefHostServices.DefaultHost);
    readonly Queue<string> waiting = new();
    ProjectId? previous;
    int count;

    public CodeWorkspace(NotebookSession session)
    {
        this.session = session;
        session.Accepted = code =>
        {
            lock (waiting) waiting.Enqueue(code);
        };
    }

    /// <summary>The cell being written as a document, its commands blanked out so that places stay.</summary>
    public Document Open(string code)
    {
        CatchUp();
        string text = CellParser.BlankCommands(code);
        var (solution, project) = Add(workspace.CurrentSolution, session.References.All);
        var document = DocumentId.CreateNewId(project);
        return solution.AddDocument(document, "cell", SourceText.From(text)).GetDocument(document)!
            .WithSourceCodeKind(SourceCodeKind.Script);
    }

    void CatchUp()
    {
        lock (waiting)
        {
            if (waiting.Count == 0) return;
            var solution = workspace.CurrentSolution;
            while (waiting.TryDequeue(out string? code))
            {
                (solution, var project) = Add(solution, session.References.Active);
                var document = DocumentId.CreateNewId(project);
                solution = solution.AddDocument(document, "cell", SourceText.From(code))
                    .WithDocumentSourceCodeKind(document, SourceCodeKind.Script);
                previous = project;
            }
            workspace.TryApplyChanges(solution);
        }
    }

    (Solution, ProjectId) Add(Solution solution, IEnumerable<MetadataReference> references)
    {
        var id = ProjectId.CreateNewId();
        string name = $"cell-{++count}";
        var info = ProjectInfo.Create(id, VersionStamp.Create(), name, name, LanguageNames.CSharp,
            compilationOptions: ScriptCompiler.Options,
            parseOptions: ScriptCompiler.ParseOptions.WithDocumentationMode(DocumentationMode.Parse),
            metadataReferences: references,
            projectReferences: previous is null ? [] : [new ProjectReference(previous)],
            isSubmission: true);
        return (solution.AddProject(info), id);
    }
}
