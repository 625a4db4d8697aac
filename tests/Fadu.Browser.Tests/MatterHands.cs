using Microsoft.Playwright;

namespace Fadu.Browser.Tests;

/// <summary>How people work on a matter: fill in forms, unfold steps, hand in files.</summary>
internal static class MatterHands
{
    /// <summary>Fills in the fields of a form by their JSON names: a text, a day, or the choice that is meant.</summary>
    public static async Task Fill(ILocator form, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            var field = form.Locator($"[name='{name}'], [name$='.{name}']");
            var first = field.First;
            switch (await first.EvaluateAsync<string>("e => e.type"))
            {
                case "radio":
                    await form.Locator(
                            $"[name='{name}'][value='{value}'], [name$='.{name}'][value='{value}']"
                        )
                        .First.CheckAsync();
                    break;
                case "select-one":
                    await first.SelectOptionAsync(new SelectOptionValue { Value = value });
                    break;
                default:
                    await first.FillAsync(value);
                    break;
            }
        }
    }

    /// <summary>Takes a step of the open matter.</summary>
    public static async Task Do(
        Window window,
        string step,
        string button,
        params (string Name, string Value)[] values
    )
    {
        await Step(window, step);
        var form = window.Page.Locator("#do-" + step);
        await Fill(form, values);
        await window.Send(Button(form, button));
    }

    /// <summary>Opens a matter of a procedure and gives its address.</summary>
    public static async Task<string> Open(
        Window window,
        string procedure,
        (string Name, string Value)[] facts,
        params (string Material, string Text)[] files
    )
    {
        await window.Go("/workbench/matters/open/" + procedure);
        // What the catalogue of S002 asks, where it has such items.
        var unlisted = window.Page.Locator("[name='catalogueItem'][value='none']");
        if (await unlisted.CountAsync() > 0)
        {
            await unlisted.CheckAsync();
        }
        await Fill(window.Page.Locator("main form.form").First, facts);
        foreach (var (material, text) in files)
        {
            await Upload(window.Page, "file-" + material, material + ".txt", text);
        }
        await window.Send(Button(window.Page, "立案"));
        return window.Path;
    }

    /// <summary>Hands in a further material.</summary>
    public static async Task Hand(Window window, string material, string text, string? name = null)
    {
        var part = window.Page.Locator("#materials");
        if (await part.Locator("details").First.GetAttributeAsync("open") is null)
        {
            await part.GetByText("交材料").ClickAsync();
        }
        if (await part.Locator("select").CountAsync() == 0)
        {
            await part.Locator($"[name='material'][value='{material}']").CheckAsync();
        }
        else
        {
            await part.Locator("select")
                .SelectOptionAsync(new SelectOptionValue { Value = material });
        }
        await Upload(window.Page, "files", (name ?? material) + ".txt", text);
        await window.Send(Button(part, "存入"));
    }

    /// <summary>Names a matter that exists already, by its title.</summary>
    public static async Task Name(Window window, string title)
    {
        var part = window.Page.Locator("#related");
        var details = part.Locator("details").First;
        if (await details.GetAttributeAsync("open") is null)
        {
            await details.Locator("summary").ClickAsync();
        }
        // A few are shown as a list to tick, many as one to drop down.
        if (await part.Locator("select").CountAsync() == 0)
        {
            await part.GetByRole(AriaRole.Radio, new() { Name = title + "（已办结" }).CheckAsync();
        }
        else
        {
            var value = await part.Locator("option")
                .Filter(new() { HasText = title + "（已办结" })
                .First.GetAttributeAsync("value");
            await part.Locator("select").SelectOptionAsync(new SelectOptionValue { Value = value });
        }
        await window.Send(Button(part, "关联"));
    }

    public static ILocator Button(ILocator within, string name) =>
        within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Unfolds the form of a step.</summary>
    public static async Task Step(Window window, string id)
    {
        var step = window.Page.Locator("#do-" + id);
        if (await step.GetAttributeAsync("open") is null)
        {
            await step.Locator("summary").First.ClickAsync();
        }
    }

    public static Task Upload(IPage page, string name, string file, string text) =>
        page.Locator($"input[type=file][name='{name}']")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = file,
                    MimeType = "text/plain",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(text),
                }
            );

    /// <summary>Pictures wide and narrow; nothing to scroll sideways, nothing that axe finds.</summary>
    public static async Task Looked(Window window, string name, string role)
    {
        Assert.Empty(await window.Barriers());
        foreach (var width in new[] { Window.Narrow, Window.Wide })
        {
            await window.Resize(width);
            Assert.False(await window.ScrollsSideways(), $"{name} at {width}");
            await window.Picture(role, name);
        }
    }
}
