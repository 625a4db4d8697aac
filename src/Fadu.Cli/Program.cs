using System.CommandLine;
using Fadu.Cli;

var root = new RootCommand("法度：一个县的法治政府建设。");
foreach (var command in Commands.All())
{
    root.Add(command);
}
return await Commands.Run(root, args);
