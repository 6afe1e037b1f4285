# SPDX-License-Identifier: MIT
# fish: what can follow, gradus-cli itself says (gradus-cli(1), complete).

function __gradus_cli_complete
    set -l before (commandline -opc)
    set -l begun (commandline -ct)
    for line in (gradus-cli complete -- $before[2..-1] "$begun" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$begun"
            case ':files *'
                for ending in (string split ' ' -- $line)[2..-1]
                    __fish_complete_suffix $ending
                end
            case ':folders'
                __fish_complete_directories "$begun"
            case '*'
                echo $line
        end
    end
end

complete -c gradus-cli -f -a '(__gradus_cli_complete)'
