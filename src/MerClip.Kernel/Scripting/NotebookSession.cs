using MerClip.Kernel.Display;
using MerClip.Kernel.Magics;

namespace MerClip.Kernel.Scripting;

/// <summary>
/// The C# state that the cells of a notebook build up, and the running of one cell at a time on it. It knows nothing of
/// Jupyter: output goes to an <see cref="ICellOutput"/>.
/// </summary>
sealed class NotebookSession
{
    readonly SubmissionState state;
    readonly MagicCommands magics;

    public NotebookSession()
    {
        Compiler = new ScriptCompiler(References);
        Libraries = new LibraryLoader(References);
        state = new SubmissionState(Libraries);
        Variables = new VariableList();
        magics = new MagicCommands(this);
        LibraryDisplay.Install();
    }

    public ReferenceSet References { get; } = new();
    public ScriptCompiler Compiler { get; }
    public LibraryLoader Libraries { get; }
    public VariableList Variables { get; }

    /// <summary>The commands that a cell can use besides C#.</summary>
    public IReadOnlyCollection<string> Commands => magics.Names;

    /// <summary>What is known of a name, for the command that shows it; set by whoever has a language service.</summary>
    public Func<string, string?>? Documentation { get; set; }

    /// <summary>Called with the C# code of each submission that became part of the state.</summary>
    public Action<string>? Accepted { get; set; }

    /// <summary>Lets the compiler load before the first cell comes; what it compiles is thrown away.</summary>
    public void WarmUp() =>
        new ScriptCompiler(References).Compile("var x = $\"{1.5:F1}\"; Console.WriteLine(x); display(x); x", "warm-up", default);

    /// <summary>Runs a cell; null when it succeeded.</summary>
    public CellFailure? Execute(string code, ICellOutput output, Interruption interruption)
    {
        CellScope.Enter(output);
        try
        {
            RunParts(code, $"cell [{output.ExecutionCount}]", output, interruption);
            return null;
        }
        catch (CompileException e)
        {
            return new CellFailure("CompileError", e.Message.Split('\n')[0], e.Message.Split('\n'));
        }
        catch (CellException e)
        {
            return CellFailure.Of("CellError", e.Message);
        }
        catch (Exception) when (interruption.Token.IsCancellationRequested)
        {
            return CellFailure.Of("Interrupted", interruption.Abandoned
                ? "the cell did not stop (it is inside native code) and goes on in the background; restart the kernel to end it"
                : "the cell was interrupted; what earlier cells defined is still there");
        }
        catch (Exception e)
        {
            e = ExceptionText.Innermost(e);
            return new CellFailure(e.GetType().FullName!, ExceptionText.Message(e), [.. ExceptionText.Lines(e)]);
        }
        finally
        {
            CellScope.Leave();
        }
    }

    /// <summary>Runs the parts of a cell, or of an imported file, in their order.</summary>
    public void RunParts(string code, string name, ICellOutput output, Interruption interruption)
    {
        var timers = new List<CellTimer>();
        foreach (var part in CellParser.Parse(code))
        {
            interruption.Token.ThrowIfCancellationRequested();
            if (part.Command is null) RunCode(part.Text, name, output, interruption);
            else magics.Run(part, name, timers, output, interruption);
        }
        foreach (var timer in timers) timer.Report(output);
    }

    void RunCode(string code, string name, ICellOutput output, Interruption interruption)
    {
        var cell = Compiler.Compile(code, name, interruption.Token);
        var start = state.Load(cell);
        object? result;
        try
        {
            result = interruption.Run(start);
        }
        catch
        {
            Keep(cell, code, failed: true);
            throw;
        }
        Keep(cell, code, failed: false);
        if (cell.ShowsResult) interruption.Run(() => output.Result(BundleMaker.Make(result)));
    }

    /// <summary>
    /// What a failed cell declared stays too, as far as it came; but not where that would hide an earlier variable
    /// behind one that never got its value.
    /// </summary>
    void Keep(CompiledCell cell, string code, bool failed)
    {
        if (failed && Variables.WouldHide(state.Pending))
        {
            state.Discard();
            return;
        }
        if (!cell.DeclaresSomething) return;
        Variables.Add(state.Pending);
        Compiler.Accept(cell);
        state.Accept();
        Accepted?.Invoke(code);
    }
}
