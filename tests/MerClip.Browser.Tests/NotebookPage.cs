namespace MerClip.Browser.Tests;

/// <summary>One open notebook, used as a person uses it.</summary>
public sealed class NotebookPage
{
    const int Patience = 60_000;

    readonly IPage page;
    readonly List<string> complaints = [];

    public NotebookPage(IPage page)
    {
        this.page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"error: {error}");
    }

    public IPage Page => page;

    /// <summary>Errors that the page had so far.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public ILocator Cell(int index) => page.Locator(".code_cell").Nth(index);

    public ILocator Output(int index) => Cell(index).Locator(".output_wrapper .output");

    public Task WaitUntilIdle() => page.WaitForFunctionAsync(
        "window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()"
        + " && document.querySelector('#kernel_indicator_icon.kernel_idle_icon') !== null", null, new() { Timeout = Patience });

    public async Task RunAll()
    {
        await page.ClickAsync("#celllink");
        await page.ClickAsync("#run_all_cells");
    }

    /// <summary>Runs all cells, and waits until the last has ended, or one has failed.</summary>
    public async Task RunAllToTheEnd(int patience)
    {
        await RunAll();
        await page.WaitForFunctionAsync("document.querySelector('.output_error') !== null || Jupyter.notebook.get_cells().every(c => c.cell_type !== 'code' || c.get_text().trim() === ''"
            + " || typeof c.input_prompt_number === 'number') && document.querySelector('#kernel_indicator_icon.kernel_idle_icon') !== null",
            null, new() { Timeout = patience });
    }

    public async Task RestartAndRunAll()
    {
        await page.ClickAsync("button[data-jupyter-action='jupyter-notebook:confirm-restart-kernel-and-run-all-cells']");
        await page.ClickAsync(".modal-dialog button.btn-danger");
    }

    public Task Interrupt() => page.ClickAsync("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']");

    /// <summary>Waits until a cell has run, and gives the number that it then has.</summary>
    public async Task<string> Prompt(int index)
    {
        await Assertions.Expect(Cell(index).Locator(".input_prompt")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"\[\d+\]"),
            new() { Timeout = Patience });
        return await Cell(index).Locator(".input_prompt").InnerTextAsync();
    }

    /// <summary>Puts the cursor at the end of a cell.</summary>
    public async Task Edit(int index)
    {
        await Cell(index).Locator(".CodeMirror").ClickAsync();
        await page.Keyboard.PressAsync("Control+End");
    }

    public Task Picture(string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(JupyterServer.Pictures, name + ".png") });
}
