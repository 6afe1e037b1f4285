# SPDX-License-Identifier: MIT
# fish: the options, as gradus-class --help has them.

function __gradus_class_options
    gradus-class --help 2>/dev/null | string replace -rf '^  (?:-h, )?(--[a-z]+)(?:=[A-Z]+)? +(.*)$' '$1\t$2'
end

complete -c gradus-class -f
complete -c gradus-class -n 'string match -q -- "-*" (commandline -ct)' -a '(__gradus_class_options)'
complete -c gradus-class -l folder -x -a '(__fish_complete_directories (commandline -ct))'
complete -c gradus-class -l address -x -a '127.0.0.1 0.0.0.0'
